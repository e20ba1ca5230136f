from django.http import HttpResponse


def sign_up(request, slug):
    return HttpResponse()


def confirm(request, token):
    return HttpResponse()


choose = stop = confirm
