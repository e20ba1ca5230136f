from django.urls import URLPattern, URLResolver, path, re_path

from lantoa.portal.web import approval_views, feed_views, found_views, opinion_views, search_views
from lantoa.portal.web import public_views as views

app_name = "portal"

urlpatterns: list[URLPattern | URLResolver] = [
    path("", views.home, name="home"),
    path("co-quan/<slug:slug>/", views.agency, name="agency"),
    path("co-quan/<slug:slug>/ke-hoach/<int:plan_id>/", views.plan, name="plan"),
    path("co-quan/<slug:slug>/lien-he/", found_views.contact, name="contact"),
    path("to-roi/<int:page_id>.pdf", found_views.leaflet, name="leaflet"),
    path("sitemap.xml", found_views.sitemap_xml, name="sitemap_xml"),
    path("tep-trang/anh/<int:rendition_id>/", views.picture, name="picture"),
    path("tep-trang/tai-ve/<int:attachment_id>/", views.attachment, name="attachment"),
    path("kha-nang-tiep-can/", views.accessibility, name="accessibility"),
    path("so-do-trang/", views.sitemap, name="sitemap"),
    re_path(r"^co-quan/(?P<slug>[-\w]+)/tin\.(?P<form>rss|atom)$", feed_views.feed, name="feed"),
    re_path(
        r"^co-quan/(?P<slug>[-\w]+)/(?P<section>[-\w]+)/tin\.(?P<form>rss|atom)$",
        feed_views.feed,
        name="section_feed",
    ),
    path("tim-kiem/", search_views.find, name="search"),
    path("y-kien/", opinion_views.give, name="opinion"),
    path("y-kien/cam-on/", opinion_views.thanks, name="thanks"),
    path("duyet/<int:link_id>/<str:key>/", approval_views.approve, name="approve"),
    path("robots.txt", views.robots, name="robots"),
]
