"""The only way in: what people type becomes frozen drafts."""
