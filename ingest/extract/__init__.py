"""Reading one article page, or the links of one list page, without a rule per site."""
