"""Eight editors make 1,000 decisions while web processes, the worker and PostgreSQL are killed with `kill -9`."""

import threading
import time
from collections import Counter
from collections.abc import Callable
from contextlib import closing, suppress
from dataclasses import dataclass, field
from queue import Empty, SimpleQueue
from uuid import uuid4

from tests.bulk_data import fill
from tests.http_visitor import Visitor
from tests.installation import Installation
from tests.processes import wait_for

EDITORS, DECISIONS = 8, 1_000
TAGS = "SELECT decision::text, count(*) FROM annotate_tag GROUP BY 1"


@dataclass(frozen=True, slots=True)
class DecisionRequest:
    """A decision as the page sends it; a retry has the same UUID."""

    path: str
    fields: dict = field(hash=False)


class Desk:
    """Editors who share a queue of decisions and send each one once, even if it fails."""

    def __init__(self, newsroom: Installation, sessions: list[str]) -> None:
        self.newsroom, self.sessions = newsroom, sessions
        self.outcomes: dict[str, int | None] = {}

    def send(
        self, decisions: list[DecisionRequest], between: Callable[[], None] = lambda: None
    ) -> dict[str, int | None]:
        """Send the decisions; run `between` meanwhile. Return each UUID's status, None if the connection broke."""
        self.outcomes, todo = {}, SimpleQueue()
        for decision in decisions:
            todo.put(decision)
        editors = [threading.Thread(target=self._work, args=(todo, session)) for session in self.sessions]
        for editor in editors:
            editor.start()
        between()
        for editor in editors:
            editor.join()
        return self.outcomes

    def _work(self, todo: SimpleQueue, session: str) -> None:
        with closing(Visitor(self.newsroom.port, session)) as visitor, suppress(Empty):
            while True:
                decision = todo.get_nowait()
                answer = visitor.post(decision.path, decision.fields)
                self.outcomes[decision.fields["decision_id"]] = answer.status if answer else None
                if answer is None or answer.status != 200:
                    time.sleep(0.1)  # an editor pauses after an error

    def wait_until_sent(self, number: int) -> None:
        wait_for(lambda: len(self.outcomes) >= number)


def make_decisions(newsroom: Installation) -> list[DecisionRequest]:
    claims = newsroom.query("SELECT article_id, id FROM annotate_claim ORDER BY id")
    choice = {"version": 0, "action": "tag", "kind": "quote", "not_named": "1"}
    return [
        DecisionRequest(f"/articles/{article}/claims/{claim}/tag/", {**choice, "decision_id": str(uuid4())})
        for article, claim in claims
    ]


def test_each_acknowledged_decision_is_stored_once_and_the_others_are_reported_as_failed(newsroom):
    with newsroom.connect() as connection:
        fill(connection, articles=DECISIONS // 50, each=50)
        connection.execute("UPDATE annotate_article SET detection = 'pending'")
    desk, decisions = Desk(newsroom, newsroom.sessions(EDITORS)), make_decisions(newsroom)
    web, worker = newsroom.web(), newsroom.worker()

    def kill_everything_in_turn() -> None:
        nonlocal worker
        desk.wait_until_sent(150)
        web.kill_one_process()
        desk.wait_until_sent(300)
        worker.kill()
        worker = newsroom.worker()
        desk.wait_until_sent(450)
        newsroom.kill_database()
        newsroom.start_database()
        desk.wait_until_sent(650)
        web.kill()
        newsroom.web()

    outcomes = desk.send(decisions, between=kill_everything_in_turn)
    acknowledged = {decision for decision, status in outcomes.items() if status == 200}
    counts = Counter(outcomes.values())
    assert len(outcomes) == DECISIONS
    assert set(counts) <= {200, 503, None}, counts
    assert 0 < len(acknowledged) < DECISIONS, counts
    stored = dict(newsroom.query(TAGS))
    assert acknowledged <= set(stored) <= set(outcomes)
    assert set(stored.values()) == {1}
    print(f"\n{counts[200]} acknowledged and stored once, {counts[503]} told to try again, {counts[None]} cut off")

    # The page retries unacknowledged decisions with the same UUID.
    failed = [decision for decision in decisions if decision.fields["decision_id"] not in acknowledged]
    assert set(desk.send(failed).values()) == {200}
    assert dict(newsroom.query(TAGS)) == dict.fromkeys(outcomes, 1)
    assert newsroom.query("SELECT version, count(*) FROM annotate_claim GROUP BY 1") == [(1, DECISIONS)]
