"""Addresses that calendar programs ask for: outside the staff paths, so that no session is read for them."""

from django.urls import path

from lantoa.plans.web import feed_views

app_name = "plans_public"

urlpatterns = [path("lich/<str:key>.ics", feed_views.feed, name="feed")]
