"""Importers that give places too. What they stand on is services.importing."""
