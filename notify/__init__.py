"""From a queued alert to the reader's hand."""
