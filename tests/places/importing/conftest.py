from tests.services.importing.conftest import desk, material

__all__ = ["desk", "material"]
