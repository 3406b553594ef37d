-- From 1.0.2 to 1.0.3: see CHANGELOG.md. No SQL changed, but what the functions and dictionaries know.
\echo Use "ALTER EXTENSION smartdip UPDATE TO '1.0.3'" to load this file. \quit
