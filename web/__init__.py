"""Pages, JSON API and feeds over what is stored; read mostly."""
