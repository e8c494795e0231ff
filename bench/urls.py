"""The site's addresses and the barest that do comparable work: a view, and endpoints of the API."""

from uuid import uuid4

from django.http import HttpRequest, HttpResponse
from django.urls import include, path
from rest_framework.generics import CreateAPIView
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.serializers import ModelSerializer
from rest_framework.views import APIView

from quizzes.api.authentication import BearerAuthentication
from quizzes.models import Attempt, Course, IdempotentRequest, LateDraft, Variant


def bare(request: HttpRequest) -> HttpResponse:
    """A select, an insert and an update, for somebody who is signed in."""
    assert request.user.is_authenticated
    variant = Variant.objects.select_related("place").get(pk=request.GET["variant"])
    LateDraft.objects.create(place=variant.place, variant=variant, typed={"z": "0.5", "y": "0.6"})
    Attempt.objects.filter(pk=variant.attempt_id).update(settled_at=None)
    return HttpResponse("<p>done</p>")


class TitleSerializer(ModelSerializer):
    """A row that hangs on no other, so that nothing has to be looked up."""

    class Meta:
        model = Course
        fields = ["id", "title", "created_at"]


class BareEndpoint(CreateAPIView):
    """What the framework itself offers to write a row, for a token."""

    authentication_classes = [BearerAuthentication]
    serializer_class = TitleSerializer
    queryset = Course.objects.all()


class BarestEndpoint(APIView):
    """An insert, for a token: nothing of what comes is checked."""

    authentication_classes = [BearerAuthentication]

    def post(self, request: Request) -> Response:
        """Write a row."""
        IdempotentRequest.objects.create(name=uuid4().hex, body="bare", answer=str(request.data).encode())
        return Response({"done": True})


urlpatterns = [
    path("bare/", bare),
    path("api/bare/", BareEndpoint.as_view()),
    path("api/barest/", BarestEndpoint.as_view()),
    path("", include("config.urls")),
]
