"""Fixtures that several rooms share."""

pytest_plugins = ["tests.helpers.databases"]
