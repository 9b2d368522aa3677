"""deploy/k8s: the same processes as everywhere, one writer each, three servers of everything that must not stop."""

import re
import shutil
import subprocess
from typing import Any

import pytest
import yaml

from deploy import split
from deploy.containers import secrets
from tests.architecture.sources import ROOT
from tests.deploy.containers import OURS
from tests.deploy.test_compose import KNOWN

K8S = ROOT / "deploy/k8s"
BASE = yaml.safe_load((K8S / "base/kustomization.yaml").read_text())
FOUND: list[dict[str, Any]] = [
    it for name in BASE["resources"] for it in yaml.safe_load_all((K8S / "base" / name).read_text())
]
WORK = {it["metadata"]["name"]: it for it in FOUND if it["kind"] in ("Deployment", "StatefulSet", "Job")}
MINE = {name: it for name, it in WORK.items() if name != "nats"}
SERVICES = {name: it for name, it in WORK.items() if it["kind"] == "Deployment"}


def of(kind: str) -> dict[str, Any]:
    return {it["metadata"]["name"]: it for it in FOUND if it["kind"] == kind}


def pod(it: dict[str, Any]) -> dict[str, Any]:
    spec: dict[str, Any] = it["spec"]["template"]["spec"]
    return spec


def container(it: dict[str, Any]) -> dict[str, Any]:
    (one,) = pod(it)["containers"]
    return one  # type: ignore[no-any-return]


def lent(it: dict[str, Any]) -> dict[tuple[str, str], str]:
    """(secret, key) → file."""
    volumes = [volume["projected"] for volume in pod(it)["volumes"] if "projected" in volume]
    sources = [source["secret"] for volume in volumes for source in volume["sources"] if "secret" in source]
    return {(source["name"], item["key"]): item["path"] for source in sources for item in source["items"]}


def test_the_same_processes_run_as_in_compose():
    assert {container(it)["command"][2] for it in MINE.values()} == {
        part["command"][2] for part in OURS.values()
    }
    assert set(split.PARTS) < {container(it)["command"][2] for it in MINE.values()}


@pytest.mark.parametrize("name", SERVICES)
def test_a_service_has_one_writer_never_two_and_a_disk_of_its_own(name):
    spec = SERVICES[name]["spec"]

    assert spec["replicas"] == 1
    assert spec["strategy"] == {"type": "Recreate"}
    assert {"name": "data", "persistentVolumeClaim": {"claimName": name}} in pod(SERVICES[name])["volumes"]
    assert of("PersistentVolumeClaim")[name]["spec"]["accessModes"] == ["ReadWriteOncePod"]


def test_web_nodes_each_have_a_read_model_of_their_own_and_one_stays_up():
    web = WORK["web"]

    assert web["kind"] == "StatefulSet"
    assert web["spec"]["replicas"] >= 2
    assert web["spec"]["volumeClaimTemplates"][0]["metadata"]["name"] == "data"
    assert of("PodDisruptionBudget")["web"]["spec"] == {
        "minAvailable": 1,
        "selector": {"matchLabels": {"app": "web"}},
    }


@pytest.mark.parametrize("name", [*SERVICES, "web"])
def test_alive_and_ready_are_asked_at_the_private_port(name):
    one = container(WORK[name])
    probes = {each: one[each]["httpGet"] for each in ("livenessProbe", "readinessProbe", "startupProbe")}

    assert {it["port"] for it in probes.values()} == {"private"}
    assert probes["livenessProbe"]["path"] == "/healthz"
    assert probes["readinessProbe"]["path"] == "/readyz"
    assert {"name": "private", "containerPort": 9100} in one["ports"]
    assert all(9100 not in [port["port"] for port in it["spec"]["ports"]] for it in of("Service").values())


@pytest.mark.parametrize("name", WORK)
def test_every_pod_is_nobody_writes_nowhere_and_has_limits(name):
    spec, one = pod(WORK[name]), container(WORK[name])

    assert spec["securityContext"]["runAsNonRoot"]
    assert spec["securityContext"]["seccompProfile"] == {"type": "RuntimeDefault"}
    assert not spec["automountServiceAccountToken"]
    assert one["securityContext"] == {
        "allowPrivilegeEscalation": False, "readOnlyRootFilesystem": True, "capabilities": {"drop": ["ALL"]},
    }  # fmt: skip
    assert "memory" in one["resources"]["limits"]
    assert "latest" not in one["image"]


@pytest.mark.parametrize("name", MINE)
def test_settings_are_read_and_secrets_come_by_reference(name):
    said = {each["name"]: each.get("value", "") for each in container(MINE[name]).get("env", ())}
    settings = of("ConfigMap")["casa-settings"]["data"]

    assert {*said, *settings} <= KNOWN
    files = {f"/run/secrets/{path}" for path in lent(MINE[name]).values()}
    files |= {"/run/secrets/nats_password"} if name == "database" else set()  # it does not speak there
    named = {value for key, value in {**settings, **said}.items() if key.endswith("_FILE")}
    assert named <= files
    assert not re.search(r"://[^@/]+:[^@/]+@", str(said))


def test_every_secret_that_is_named_is_made_and_goes_only_to_whom_it_belongs(tmp_path):
    made = {*secrets.make(tmp_path), "first-run.json", "password"}

    assert {key for it in WORK.values() for _, key in lent(it)} <= made
    assert of("Secret") == {}
    assert [name for name in WORK if ("vault-key", "vault.key") in lent(WORK[name])] == ["vault"]
    assert [name for name in WORK if ("claims-key", "claims.key") in lent(WORK[name])] == ["web"]
    assert [name for name in WORK if any(secret == "postgres-owner" for secret, _ in lent(WORK[name]))] == [
        "database"
    ]


def test_three_message_servers_keep_every_stream_and_every_write():
    nats = WORK["nats"]
    (topology,) = [it for name, it in WORK.items() if name == "topology"]
    args = container(nats)["args"]

    assert nats["spec"]["replicas"] == 3
    assert {"name": "CASA_NATS_REPLICAS", "value": "3"} in container(topology)["env"]
    assert "sync_interval: always" in (ROOT / "deploy/nats/server.conf").read_text()
    assert all(f"nats-{n}.nats-peers:6222" in " ".join(args) for n in range(3))
    assert BASE["configMapGenerator"][0]["files"] == ["server.conf=../../nats/server.conf"]
    assert of("PodDisruptionBudget")["nats"]["spec"]["maxUnavailable"] == 1


def test_postgresql_answers_a_commit_when_a_standby_has_it():
    spec = of("Cluster")["postgres"]["spec"]

    assert spec["instances"] == 3
    assert spec["minSyncReplicas"] == 1
    assert spec["bootstrap"]["initdb"]["dataChecksums"]
    assert {
        spec["postgresql"]["parameters"][it] for it in ("fsync", "synchronous_commit", "full_page_writes")
    } == {"on"}


def test_nobody_speaks_to_anybody_but_for_what_is_named():
    policies = {name: it["spec"] for name, it in of("NetworkPolicy").items()}

    assert policies["default-deny"] == {"podSelector": {}, "policyTypes": ["Ingress", "Egress"]}
    out = [name for name, it in policies.items() if "0.0.0.0/0" in str(it)]
    assert out == ["letters"]
    stores = policies["to-postgres"]["podSelector"]["matchExpressions"][0]["values"]
    with_store = {name for name, it in MINE.items() if "CASA_STORE" in str(container(it).get("env", ""))}
    assert set(stores) == with_store


@pytest.mark.skipif(not shutil.which("kubectl"), reason="kubectl is not installed here")
def test_the_overlay_can_be_made():
    done = subprocess.run(
        ["kubectl", "kustomize", "--load-restrictor", "LoadRestrictionsNone", K8S / "production"],
        capture_output=True, text=True,
    )  # fmt: skip

    assert done.returncode == 0, done.stderr
    made = list(yaml.safe_load_all(done.stdout))
    assert len(made) > len(FOUND)
    assert {it["metadata"].get("namespace") for it in made if it["kind"] != "Namespace"} == {"casa-facendo"}
