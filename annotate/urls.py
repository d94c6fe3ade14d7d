from django.contrib import admin
from django.contrib.auth import views as auth
from django.urls import path

from annotate.web.views import (
    actors,
    articles,
    claims,
    exports,
    imports,
    live,
    returned,
    settings,
    several,
    status,
    steps,
)

urlpatterns = [
    path("", articles.article_list, name="articles"),
    path("claims.csv", exports.list_csv, name="list-csv"),
    path("export/", exports.choose, name="export"),
    path("export/edited/", returned.returned, name="returned"),
    path("export/edited/apply/", returned.apply, name="apply-returned"),
    path("articles/import/", imports.bring, name="import"),
    path("imports/", imports.import_list, name="imports"),
    path("imports/<int:import_id>/", imports.bulk_import, name="bulk-import"),
    path("imports/<int:import_id>/stop/", imports.stop, name="stop-import"),
    path("imports/<int:import_id>/start/", imports.start_again, name="start-import"),
    path("imports/<int:import_id>/discard/", imports.discard, name="discard-import"),
    path("imports/<int:import_id>/problems.csv", imports.problems_csv, name="import-problems"),
    path("articles/<int:article_id>/", articles.article, name="article"),
    path("articles/<int:article_id>/detect/", articles.detect_again, name="detect-again"),
    path("articles/<int:article_id>/undo/", steps.undo, name="undo"),
    path("articles/<int:article_id>/redo/", steps.redo, name="redo"),
    path("articles/<int:article_id>/overview/", several.overview, name="overview"),
    path("articles/<int:article_id>/claims/<int:claim_id>/same-source/", several.same_source, name="same-source"),
    path("unanswered/", claims.unanswered, name="unanswered"),
    path("articles/<int:article_id>/accept/", several.accept, name="accept"),
    path("articles/<int:article_id>/link/", several.link, name="link"),
    path("articles/<int:article_id>/live/", live.live, name="live"),
    path("articles/<int:article_id>/paragraphs/", live.paragraphs, name="paragraphs"),
    path("articles/<int:article_id>/claims/", claims.draw, name="draw"),
    path("articles/<int:article_id>/claims.csv", exports.article_csv, name="article-csv"),
    path("articles/<int:article_id>/cards/", claims.cards, name="cards"),
    path("articles/<int:article_id>/claims/<int:claim_id>/", claims.card, name="card"),
    path("articles/<int:article_id>/claims/<int:claim_id>/tag/", claims.tag, name="tag"),
    path("articles/<int:article_id>/claims/<int:claim_id>/undo/", steps.undo, name="undo-claim"),
    path("articles/<int:article_id>/claims/<int:claim_id>/redo/", steps.redo, name="redo-claim"),
    path("articles/<int:article_id>/claims/<int:claim_id>/history/", steps.history, name="history"),
    path("articles/<int:article_id>/claims/<int:claim_id>/restore/", steps.restore, name="restore"),
    path("status/", status.status, name="status"),
    path("keys/", settings.keys, name="keys"),
    path("accessibility/", settings.accessibility, name="accessibility"),
    path("actors/", actors.actors, name="actors"),
    path("actors/options/", actors.options, name="actor-options"),
    path("actors/duplicates/", actors.pairs, name="duplicates"),
    path("actors/duplicates/<int:pair_id>/apart/", actors.keep_apart, name="keep-apart"),
    path("actors/<int:actor_id>/", actors.actor, name="actor"),
    path("actors/<int:actor_id>/aliases/", actors.add_alias, name="add-alias"),
    path("actors/<int:actor_id>/aliases/<int:alias_id>/remove/", actors.remove_alias, name="remove-alias"),
    path("actors/<int:actor_id>/merge/", actors.merge, name="merge"),
    path("actors/<int:actor_id>/unmerge/", actors.unmerge, name="unmerge"),
    path("actors/<int:actor_id>/remove/", actors.remove, name="remove-actor"),
    path("actors/<int:actor_id>/claims.csv", exports.actor_csv, name="actor-csv"),
    path("login/", auth.LoginView.as_view(redirect_authenticated_user=True), name="login"),
    path("logout/", auth.LogoutView.as_view(), name="logout"),
    path("admin/", admin.site.urls),
]

handler400 = "annotate.web.views.errors.bad_request"
handler403 = "annotate.web.views.errors.forbidden"
handler404 = "annotate.web.views.errors.not_found"
handler500 = "annotate.web.views.errors.server_error"
