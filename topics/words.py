"""Words, as the other rooms ask for them: cutting (`词:`, search), keywords and names. See `topics.dictionary`."""

from topics.dictionary import Token, cut, cut_for_search, cut_words
from topics.keywords import Names, keywords, names

__all__ = ["Names", "Token", "cut", "cut_for_search", "cut_words", "keywords", "names"]
