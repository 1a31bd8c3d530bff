"""Digital newspapers (数字报): an issue becomes pages, a page becomes articles, with their places and clippings."""
