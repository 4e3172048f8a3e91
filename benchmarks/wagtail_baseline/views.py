"""A search page and a service page, each with nothing but what it is for."""

from django.shortcuts import get_object_or_404, render
from wagtail.search.backends import get_search_backend

from wagtail_baseline.models import Service

PAGE_SIZE = 10


def search(request):
    words = request.GET["q"]
    found = get_search_backend().search(words, Service, operator="or" if "any" in request.GET else None)
    return render(request, "search.html", {"words": words, "services": found[:PAGE_SIZE], "total": found.count()})


def service(request, slug):
    return render(request, "service.html", {"service": get_object_or_404(Service, slug=slug)})
