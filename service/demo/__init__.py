"""The demo: the sample press, the service on it, and a local receiver of alerts, in one process."""
