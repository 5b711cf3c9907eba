"""How large a file a field takes, in megabytes; the server itself takes no larger one than the largest of these."""

SMALL_MB, REGISTRY_MB = 5, 200
