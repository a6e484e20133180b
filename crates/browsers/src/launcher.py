"""A WebKitGTK window for its driver whose data folder is kept.

MiniBrowser's automation mode always uses an ephemeral store; a journey that kills the browser and opens it again
needs one on disk. Arguments: data folder, language, width, height.
"""
import os
import sys

import gi

gi.require_version("Gtk", "3.0")
gi.require_version("WebKit2", "4.1")
from gi.repository import Gtk, WebKit2  # noqa: E402

folder, language, width, height = sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4])

store = WebKit2.WebsiteDataManager(
    base_data_directory=os.path.join(folder, "data"), base_cache_directory=os.path.join(folder, "cache")
)
context = WebKit2.WebContext(website_data_manager=store)
context.set_preferred_languages([language])
context.set_automation_allowed(True)


def open_view(session, *_):
    view = WebKit2.WebView(web_context=context, is_controlled_by_automation=True)
    window = Gtk.Window()
    window.set_default_size(width, height)
    window.add(view)
    view.connect("close", lambda _view: window.destroy())
    window.show_all()
    return view


def automation_started(_context, session):
    info = WebKit2.ApplicationInfo.new()
    info.set_name("TanomoWebKit")
    info.set_version(WebKit2.get_major_version(), WebKit2.get_minor_version(), WebKit2.get_micro_version())
    session.set_application_info(info)
    session.connect("create-web-view", open_view)


context.connect("automation-started", automation_started)
Gtk.main()
