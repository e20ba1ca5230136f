from django.urls import URLPattern, URLResolver, path

from lantoa.organisation import access as rights
from lantoa.organisation.guard import require, staff_required
from lantoa.plans.web import draft_views, exchange_views, feed_views, list_views, plan_views, task_views

app_name = "plans"

urlpatterns: list[URLPattern | URLResolver] = [
    path("ke-hoach/", staff_required(list_views.Plans.as_view()), name="list"),
    path("ke-hoach/nap/", draft_views.new, name="new"),
    path("ke-hoach/soan/", draft_views.blank, name="blank"),
    path("ke-hoach/ban-thao/", require(rights.PLAN)(list_views.Drafts.as_view()), name="drafts"),
    path("ke-hoach/ban-thao/<int:draft_id>/", draft_views.review, name="draft"),
    path("ke-hoach/ban-thao/<int:draft_id>/tep/", draft_views.original, name="draft_file"),
    path("ke-hoach/<int:plan_id>/", plan_views.plan, name="plan"),
    path("ke-hoach/<int:plan_id>/so-sanh/", plan_views.compare, name="compare"),
    path("ke-hoach/<int:plan_id>/ban/<int:number>/in/", plan_views.print_version, name="print"),
    path("ke-hoach/<int:plan_id>/cach-tinh/", plan_views.rule, name="rule"),
    path("ke-hoach/<int:plan_id>/cong-bo/", plan_views.publish, name="publish"),
    path("ke-hoach/<int:plan_id>/trang-thai/", plan_views.set_state, name="set_state"),
    path("ke-hoach/<int:plan_id>/dieu-chinh/", draft_views.amend, name="amend"),
    path(
        "ke-hoach/<int:plan_id>/can-cu/<int:citation_id>/thay-doi/",
        plan_views.change_above,
        name="change_above",
    ),
    path("ke-hoach/<int:plan_id>/can-cu/<int:citation_id>/", plan_views.review_parent, name="review_parent"),
    path("ke-hoach/<int:plan_id>/excel/", exchange_views.exchange, name="exchange"),
    path("ke-hoach/<int:plan_id>/excel/xuat/", exchange_views.export, name="export"),
    path("nhiem-vu/lich/dia-chi/", feed_views.feeds, name="feeds"),
    path("nhiem-vu/", staff_required(list_views.Tasks.as_view()), name="tasks"),
    path("nhiem-vu/lich/", list_views.calendar, name="calendar"),
    path("nhiem-vu/thoi-gian/", list_views.timeline, name="timeline"),
    path("so/<int:activity_id>/nhiem-vu/", task_views.credit, name="credit"),
    path("nhiem-vu/<int:task_id>/", task_views.task, name="task"),
    path("nhiem-vu/<int:task_id>/lam/", task_views.act, name="act"),
    path("nhiem-vu/<int:task_id>/nhac/", task_views.nudge, name="nudge"),
    path("nhiem-vu/<int:task_id>/giao/", task_views.assign, name="assign"),
    path("nhiem-vu/<int:task_id>/chuyen/", task_views.forward, name="forward"),
    path("nhiem-vu/<int:task_id>/chia/", task_views.split, name="split"),
    path("nhiem-vu/<int:task_id>/ky/<int:instance_id>/", task_views.finish, name="finish"),
    path("nhiem-vu/<int:task_id>/thoi-tinh/<int:credit_id>/", task_views.uncredit, name="uncredit"),
]
