"""Writing a service: a new one, or one that there is and that somebody else may be changing too."""

from dataclasses import replace

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from verkstad.identity.access import staff
from verkstad.identity.models import Role
from verkstad.identity.queries import names_of
from verkstad.identity.requests import StaffRequest
from verkstad.services import actions
from verkstad.services.actions import EditedMeanwhile, Meanwhile
from verkstad.services.data import Scope, ServiceData, from_json
from verkstad.services.field_words import field_name
from verkstad.services.forms.editor import Editor, with_rows
from verkstad.services.merge import Field, take
from verkstad.services.models import ChannelKind, Service
from verkstad.services.queries import data_of, kept_edit
from verkstad.services.queries.editing import choices
from verkstad.services.views.conflict import conflict_page
from verkstad.services.views.loading import back_to, load_to_edit
from verkstad.services.views.preview import NEW, preview_of

# What slugs are made without.
LETTERS = str.maketrans({"ø": "o", "æ": "ae", "ð": "d", "þ": "th"})


@staff(Role.SERVICE_OWNER)
def new(request: StaffRequest) -> HttpResponse:
    offered = choices(request.municipality, timezone.localdate())
    if request.method != "POST":
        first = offered.organisations[0][0] if len(offered.organisations) == 1 else ""
        data = ServiceData(slug="", organisation=first, texts=())
        return _form(request, Editor.of(offered, data, 0), data)
    editor, data = _typed(request, NEW)
    if not _is_to_save(request, editor):
        return _form(request, editor, data)
    slug = slugify(editor.texts[0].cleaned_data["name"].lower().translate(LETTERS)) or "service"
    service = actions.make_service(
        replace(data, slug=slug[:110]),
        scope=Scope(municipality=request.municipality),
        owner=request.member.user,
        by=request.member.actor,
    )
    messages.success(request, _("Saved as a draft. Residents see it when you publish it."))
    return redirect("services:service", service.slug)


@staff(Role.SERVICE_OWNER)
def edit(request: StaffRequest, slug: str) -> HttpResponse:
    service = load_to_edit(request, slug)
    before = data_of([service])[service.pk]
    if request.method != "POST":
        return _begin(request, service, before)
    editor, data = _typed(request, before)
    if not _is_to_save(request, editor):
        return _form(request, editor, data, service)
    return _save(request, service, editor, data)


@staff(Role.SERVICE_OWNER)
@require_POST
def drop(request: StaffRequest, slug: str) -> HttpResponse:
    """Nothing is wanted of a change that could not be saved."""
    actions.drop_edit(load_to_edit(request, slug), by=request.member.actor)
    messages.success(request, _("Your change is thrown away. The service is as the others saved it."))
    return redirect("services:service", slug)


def _begin(request: StaffRequest, service: Service, now: ServiceData) -> HttpResponse:
    """The form; with a change that could not be saved, if there is one, and first the choice that it takes."""
    offered = choices(request.municipality, timezone.localdate())
    kept = kept_edit(service, request.member)
    if kept is None:
        return _form(request, Editor.of(offered, now, service.version), now, service)
    data = from_json(kept.data)
    if refusal := actions.clash_of(service, data, based_on=kept.based_on):
        return conflict_page(request, service, refusal, offered, status=200)
    return _form(request, Editor.of(offered, data, kept.based_on), data, service)


def _save(request: StaffRequest, service: Service, editor: Editor, data: ServiceData) -> HttpResponse:
    """Saved, or the form with what a published service lacks, or the page to choose between mine and theirs."""
    try:
        chosen = _with_choices(request, service, editor, data)
        edited = actions.edit_service(service, chosen, based_on=editor.based_on, by=request.member.actor)
    except EditedMeanwhile as refusal:
        actions.keep_edit(service, chosen, based_on=editor.based_on, by=request.member.actor)
        return conflict_page(request, service, refusal, editor.choices)
    except actions.NoWayWithoutEid:
        editor.texts[0].add_error("without_eid", _("It is published and asks for e-ID: say what to do without."))
        return _form(request, editor, data, service)
    except actions.UnknownVersion:
        messages.warning(request, _("The form was too old to be saved. This is the service as it is now."))
        return redirect("services:edit", service.slug)
    messages.success(request, _("Saved."))
    if edited.meanwhile:
        messages.info(request, _told(edited.meanwhile))
    return redirect("services:service", service.slug)


def _with_choices(request: StaffRequest, service: Service, editor: Editor, data: ServiceData) -> ServiceData:
    """With their values where the page of a conflict was answered so."""
    keys = [key.removeprefix("take-") for key, value in request.POST.items() if value == "theirs"]
    if not keys:
        return data
    theirs = from_json(actions.get_version(service, editor.based_on).data)
    return take(data, theirs, [Field(*key.split(".")) for key in keys])


def _told(meanwhile: Meanwhile) -> str:
    names = names_of(meanwhile.by)
    fields = dict.fromkeys(field_name(field) for field in meanwhile.fields)
    words = {"who": ", ".join(names[actor] for actor in meanwhile.by), "what": "; ".join(fields)}
    return _("%(who)s had changed this meanwhile, and it is kept too: %(what)s.") % words


def _typed(request: StaffRequest, before: ServiceData) -> tuple[Editor, ServiceData]:
    values = with_rows(request.POST, request.POST.get("do", ""))
    editor = Editor.typed(choices(request.municipality, timezone.localdate()), before, values)
    return editor, editor.data(before)


def _is_to_save(request: StaffRequest, editor: Editor) -> bool:
    """Whether it is the save button and all is right; of other buttons nobody is told what is not right yet."""
    if request.POST.get("do", "save") == "save":
        return editor.is_valid()
    editor.forgive()
    return False


def _form(request: StaffRequest, editor: Editor, data: ServiceData, service: Service | None = None) -> HttpResponse:
    mistakes = list(editor.mistakes())
    around = preview_of(request, data, request.POST.get("preview_language", ""), key=service.pk if service else 0)
    context = (
        around
        | back_to(service)
        | {
            "service": service,
            "editor": editor,
            "mistakes": mistakes,
            "beside": "all" if mistakes else request.POST.get("beside", "1"),
            "kinds": ChannelKind,
            "preview_url": reverse("services:preview", args=[service.slug] if service else []),
        }
    )
    return render(request, "services/staff_edit.html", context)
