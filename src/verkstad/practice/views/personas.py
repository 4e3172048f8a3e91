"""The made-up people of a municipality."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from verkstad.core.translated import Text
from verkstad.identity.access import staff
from verkstad.identity.models import Role
from verkstad.identity.requests import StaffRequest
from verkstad.practice import access
from verkstad.practice.actions.copies import save_persona
from verkstad.practice.documents import Refused
from verkstad.practice.forms.persona import PersonaForm
from verkstad.practice.models import Persona
from verkstad.practice.queries.listing import personas_of
from verkstad.practice.texts import filled


@staff(Role.READER)
def persona_list(request: StaffRequest) -> HttpResponse:
    people = [(persona, _story(persona)) for persona in personas_of(request.municipality)]
    context = {"people": people, "may_edit": request.member.has(Role.EDITOR)}
    return render(request, "practice/staff_personas.html", context)


@staff(Role.EDITOR)
def new(request: StaffRequest) -> HttpResponse:
    return _edit(request, None)


@staff(Role.EDITOR)
def edit(request: StaffRequest, slug: str) -> HttpResponse:
    return _edit(request, access.get_persona_for_staff(request.municipality, slug))


def _edit(request: StaffRequest, persona: Persona | None) -> HttpResponse:
    form = PersonaForm(request.POST or None, municipality=request.municipality, persona=persona)
    if form.is_valid():
        try:
            save_persona(form.document(), municipality=request.municipality, by=request.member.actor)
        except Refused as refused:
            form.refuse(refused)
        else:
            messages.success(request, _("Saved."))
            return redirect("practice:personas")
    return render(request, "practice/staff_persona.html", {"form": form, "persona": persona})


def _story(persona: Persona) -> Text:
    best = persona.story.best
    return Text(filled(best, persona.fields), best.language)
