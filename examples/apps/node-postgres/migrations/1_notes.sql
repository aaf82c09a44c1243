-- Up Migration
CREATE TABLE author (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    name text NOT NULL
);

CREATE TABLE note (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    author_id bigint NOT NULL REFERENCES author,
    body text NOT NULL,
    tags jsonb NOT NULL DEFAULT '{}',
    written_at timestamptz NOT NULL DEFAULT now()
);

CREATE INDEX note_author_id ON note (author_id);

-- Down Migration
DROP TABLE note;
DROP TABLE author;
