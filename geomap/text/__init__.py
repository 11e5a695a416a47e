"""Reading one text: sentences, place words, time expressions, triggers, roles."""
