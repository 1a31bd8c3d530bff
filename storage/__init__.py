"""The only room that speaks SQL: articles, outbox, states, snapshots, migrations, backups."""
