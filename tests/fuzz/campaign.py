"""One campaign: all operations, round by round, each with its share of the calls."""

import random
import traceback
import uuid
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import hypothesis
import requests
import schemathesis
from hypothesis import HealthCheck, Phase
from schemathesis import GenerationMode

from service.http.idempotency import HEADER as KEY
from service.http.openapi.operation import Document
from tests.fuzz import numbers
from tests.fuzz.callers import Callers
from tests.fuzz.checks import Violation, conforms, refused
from tests.fuzz.pool import Pool
from tests.fuzz.reading import can_be_wrong, curl_for, said, weight_of, without_security
from tests.fuzz.variety import Variety

# Never ends while its screen is good: what it sends is tested elsewhere.
ENDLESS = "streamDisplayBoard"
SETTINGS = {
    "deadline": None,
    "database": None,
    "phases": (Phase.generate,),
    "suppress_health_check": list(HealthCheck),
}


# After these a member can do little: somebody else goes on.
GOES_AWAY = {"pauseMembership"}


@dataclass
class Campaign:
    """What has been called, and what was wrong."""

    document: Document
    url: str
    callers: Callers
    pool: Pool
    dice: random.Random
    kinds: Mapping[str, str]
    violations: list[str] = field(default_factory=list)
    answers: dict[str, Counter[str]] = field(default_factory=dict)
    modes: Counter[str] = field(default_factory=Counter)
    session: requests.Session = field(default_factory=requests.Session)

    @property
    def calls(self) -> int:
        """How many so far."""
        return sum(counter.total() for counter in self.answers.values())

    def never_said_yes(self) -> set[str]:
        """The operations without any answer of 2xx."""
        return {
            id_
            for id_, answers in self.answers.items()
            if not any(said.startswith("2") for said in answers)
        }

    def run(self, cases: int) -> None:
        """At least so many calls."""
        schema = schemathesis.openapi.from_dict(without_security(self.document))
        operations = [found.ok() for found in schema.get_all_operations()]
        weights = {each.label: weight_of(each) for each in operations}
        share = cases / sum(weights.values()) / numbers.ROUNDS
        for _ in range(numbers.ROUNDS):
            for each in operations:
                self._some(each, max(1, round(share * weights[each.label])))
        while self.calls < cases:
            self._some(self.dice.choice(operations), 10)

    def insist(self, names: set[str], *, times: int) -> None:
        """What luck has not let say yes so far: more good calls, to each until it does."""
        schema = schemathesis.openapi.from_dict(without_security(self.document))
        for each in (found.ok() for found in schema.get_all_operations()):
            id_ = each.definition.raw["operationId"]
            for _ in range(times if id_ in names else 0):
                if id_ not in self.never_said_yes():
                    break
                self._generate(each, GenerationMode.POSITIVE, 20)

    def _some(self, operation: Any, cases: int) -> None:
        wrong = round(cases * numbers.NEGATIVE) if can_be_wrong(self.document, operation) else 0
        self._generate(operation, GenerationMode.POSITIVE, cases - wrong)
        if wrong:
            self._generate(operation, GenerationMode.NEGATIVE, wrong)

    def _generate(self, operation: Any, mode: GenerationMode, cases: int) -> None:
        # With a good key in half of the rounds, what is wrong is the body.
        only_body = mode.is_negative and "requestBody" in operation.definition.raw
        fixed = only_body and self.dice.random() < 0.5
        headers = {KEY: uuid.uuid4().hex} if fixed else None
        variety = Variety(self.document, operation, self.pool, self.callers, self.dice)

        # The second value makes calls without parameters differ, or there would be only one.
        @hypothesis.seed(self.dice.randrange(2**32))
        @hypothesis.settings(max_examples=cases, **SETTINGS)
        @hypothesis.given(
            operation.as_strategy(generation_mode=mode, headers=headers),
            hypothesis.strategies.integers(),
        )
        def call(case: Any, _: int) -> None:
            self._call(operation, case, mode, variety)

        call()

    def _call(self, operation: Any, case: Any, mode: GenerationMode, variety: Variety) -> None:
        """Never raises: hypothesis would call the same again, which is not the same any more."""
        id_, headers = operation.definition.raw["operationId"], {}
        try:
            if mode.is_positive:
                variety.change(case)
            kind = self.kinds[id_]
            strange = bool(kind) and (id_ == ENDLESS or self.dice.random() < numbers.STRANGE)
            headers = self._credentials(kind, strange)
            response = case.call(base_url=self.url, session=self.session, headers=headers)
            self.answers.setdefault(id_, Counter())[said(response)] += 1
            self.modes[mode.value] += 1
            if strange:
                refused(response)
            conforms(case, response, self._schema_of(operation))
            self._learn(id_, kind, response, strange)
        except Violation as violation:
            self.violations.append(f"{id_} {mode.value}: {violation}\n{curl_for(case, headers)}")
        except Exception:
            self.violations.append(f"{id_} {mode.value}: {traceback.format_exc(limit=-4)}")

    def _credentials(self, kind: str, strange: bool) -> dict[str, str]:
        if not kind:
            return {}
        token = self.callers.strange(kind) if strange else self.callers.token(kind)
        return {"Authorization": f"Bearer {token}"} if token else {}

    def _learn(self, id_: str, kind: str, response: Any, strange: bool) -> None:
        if (response.status_code == 401 and kind and not strange) or (
            response.status_code < 300 and id_ in GOES_AWAY
        ):
            self.callers.ended(kind)
        elif response.status_code < 300 and "json" in response.headers.get("content-type", [""])[0]:
            self.pool.learn(id_, response.json())

    def _schema_of(self, operation: Any) -> dict[str, Any]:
        body = operation.definition.raw.get("requestBody", {"content": {}})["content"]
        schema = next(iter(body.values()), {"schema": {}})["schema"]
        return {"components": self.document["components"], **schema}
