"""The file beneath: zip, relationships, XML in the one spelling that the engine reads."""
