"""Printed strings to values: dates, names, credits, page references. Pure, shared by web pages and newspapers."""
