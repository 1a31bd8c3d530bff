"""List pages: from a channel of a site to the articles that it leads to."""
