ALTER TABLE deliveries ADD COLUMN notice TEXT;
CREATE INDEX ix_alerts_story_id ON alerts (story_id);
