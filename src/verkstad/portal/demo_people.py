"""Who can sign in to the demo: made-up people of each role, from ``people.yaml`` in the municipality's folder."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from verkstad.core.entries import read_entry
from verkstad.identity.actions import demo_password, save_demo_member
from verkstad.identity.models import Role
from verkstad.municipalities.models import Municipality
from verkstad.services.actions import set_owner
from verkstad.services.models import Service


@dataclass(frozen=True)
class DemoPerson:
    role: Role
    email: str
    first_name: str
    last_name: str
    owns: tuple[str, ...] = ()

    @property
    def password(self) -> str:
        return demo_password(self.email)


def read_people(folder: Path) -> Iterator[DemoPerson]:
    """Of one municipality; none without the file."""
    file = folder / "people.yaml"
    for entry in read_entry(file).entries("people") if file.exists() else ():
        names = {name: entry.text(name, required=True) for name in ("email", "first_name", "last_name")}
        role = Role(entry.choice("role", Role.values))
        owns = entry.words("owns")
        entry.refuse_others()
        yield DemoPerson(role=role, owns=owns, **names)


def save_people(demo: Path) -> None:
    for municipality in Municipality.objects.order_by("pk"):
        for person in read_people(demo / municipality.slug):
            names = {"first_name": person.first_name, "last_name": person.last_name}
            member = save_demo_member(municipality=municipality, email=person.email, role=person.role, **names)
            own = Service.objects.filter(municipality=municipality, slug__in=person.owns).exclude(owner=member.user)
            set_owner(own.order_by("pk"), member.user)


def sign_ins(demo: Path, municipality: Municipality, front: str) -> list[str]:
    """Lines that say where, who and with what."""
    people = list(read_people(demo / municipality.slug))
    lines = [f"    {person.role.value:<14} {person.email:<34} {person.password}" for person in people]
    return [f"  {front}{municipality.main_language}/staff/", *lines] if people else []
