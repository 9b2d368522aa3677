"""The tree against the published vectors of Certificate Transparency, and against an independent implementation."""

from hashlib import sha256

import pymerkle
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.history.merkle import EMPTY, Frontier, consistency, frontier, inclusion, root
from services.history.verifica.proofs import consistent, included, leaf

# The leaves, roots and proofs of the reference tests of Certificate Transparency (RFC 6962).
LEAVES = [
    bytes.fromhex(one)
    for one in (
        "", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f",
    )
]  # fmt: skip
ROOTS = [
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]
B96, F5F, K6B = (
    "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
    "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
    "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
)
BC1, CA8, D37 = (
    "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
    "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
    ROOTS[3],
)
EBC = "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a"
B08 = "b08693ec2e721597130641e8211e7eedccb4c26413963eee6c1e2ed16ffb1a5f"
INCLUSIONS = [
    (0, 8, [B96, F5F, K6B]),
    (5, 8, [BC1, CA8, D37]),
    (2, 3, [ROOTS[1]]),
    (1, 5, [ROOTS[0], F5F, BC1]),
]
CONSISTENCIES = [
    (1, 8, [B96, F5F, K6B]),
    (6, 8, [EBC, CA8, D37]),
    (2, 5, [F5F, BC1]),
    (6, 7, [EBC, B08, D37]),
]


def grown(records):
    """The nodes of a tree over these records, and the root after each."""
    tree, kept, roots = Frontier(), {}, []
    for record in records:
        kept |= {(level, position): found for level, position, found in tree.add(record)}
        roots.append(tree.root)
    return (lambda level, position: kept[level, position]), roots


def unhexed(hashes):
    return [bytes.fromhex(one) for one in hashes]


def test_the_published_roots():
    nodes, roots = grown(LEAVES)

    assert [one.hex() for one in roots] == ROOTS
    assert [root(size, nodes).hex() for size in range(1, 9)] == ROOTS
    assert Frontier().root == EMPTY == sha256(b"").digest()


@pytest.mark.parametrize(("index", "size", "proof"), INCLUSIONS)
def test_the_published_inclusion_proofs(index, size, proof):
    nodes, roots = grown(LEAVES)

    assert inclusion(index, size, nodes) == unhexed(proof)
    assert included(leaf(LEAVES[index]), index, size, unhexed(proof), roots[size - 1])


@pytest.mark.parametrize(("old", "new", "proof"), CONSISTENCIES)
def test_the_published_consistency_proofs(old, new, proof):
    nodes, roots = grown(LEAVES)

    assert consistency(old, new, nodes) == unhexed(proof)
    assert consistent(old, new, roots[old - 1], roots[new - 1], unhexed(proof))


def broken(proof, other):
    """The ways the reference tests spoil a proof."""
    yield from ([*proof, other], [other, *proof], proof[1:], proof[:-1], [*proof, b""])
    for n, one in enumerate(proof):
        yield [*proof[:n], bytes([one[0] ^ 8]) + one[1:], *proof[n + 1 :]]


@pytest.mark.parametrize(("index", "size", "proof"), INCLUSIONS)
def test_a_spoilt_inclusion_proof_is_refused(index, size, proof):
    _, roots = grown(LEAVES)
    hashed, top, proof = leaf(LEAVES[index]), roots[size - 1], unhexed(proof)

    assert not any(included(hashed, index, size, bad, top) for bad in broken(proof, top))
    assert not any(included(hashed, bad, size, proof, top) for bad in (index - 1, index + 1, index ^ 2))
    assert not any(included(hashed, index, bad, proof, top) for bad in (size * 2, size // 2, 0))
    assert not included(b"", index, size, proof, top)


@pytest.mark.parametrize(("old", "new", "proof"), CONSISTENCIES)
def test_a_spoilt_consistency_proof_is_refused(old, new, proof):
    _, roots = grown(LEAVES)
    before, after, proof = roots[old - 1], roots[new - 1], unhexed(proof)

    assert not any(consistent(old, new, before, after, bad) for bad in [*broken(proof, after), []])
    assert not any(consistent(bad, new, before, after, proof) for bad in (old - 1, old + 1, old ^ 2))
    assert not any(consistent(old, bad, before, after, proof) for bad in (new * 2, new // 2))
    assert not consistent(old, new, after, before, proof)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.binary(max_size=40), min_size=1, max_size=70), st.data())
def test_another_implementation_finds_the_same(records, data):
    oracle = pymerkle.InmemoryTree(algorithm="sha256")
    oracle.append_entries(records)
    nodes, roots = grown(records)
    size = data.draw(st.integers(1, len(records)))
    index, old = data.draw(st.integers(0, size - 1)), data.draw(st.integers(1, size))

    assert root(size, nodes) == oracle.get_root(size) == roots[size - 1]
    found = inclusion(index, size, nodes)
    assert included(leaf(records[index]), index, size, found, roots[size - 1])
    # Its paths hold the leaf too, and are written from left to right.
    assert sorted([leaf(records[index]), *found]) == sorted(oracle.prove_inclusion(index + 1, size).path)
    grown_by = consistency(old, size, nodes)
    assert consistent(old, size, roots[old - 1], roots[size - 1], grown_by)
    pymerkle.verify_consistency(roots[old - 1], roots[size - 1], oracle.prove_consistency(old, size))


@given(st.lists(st.binary(max_size=9), max_size=40))
def test_a_tree_taken_up_again_goes_on_the_same(records):
    nodes, roots = grown(records)

    for size in range(len(records)):
        again = frontier(size, nodes)
        list(again.add(records[size]))
        assert again.root == roots[size]
