"""Whether a Docker daemon really works here; the program alone is often installed without one."""

from functools import cache


@cache
def docker_answers() -> bool:
    import docker
    from docker.errors import DockerException

    try:
        return bool(docker.from_env(timeout=3).ping())
    except DockerException:
        return False
