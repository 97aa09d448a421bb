"""Rules that compare with what was published before, from outside: each is raised in one situation, and spared in another that
differs in one thing. Zones are checked for a moment at which they are to be published, or already are.

Usage: rollover_rules.py ZONEPROOF
"""
import json
import os
import tempfile

from program import run_tests, zoneproof
from published import IDLE, KSK, NEW_KSK, WORK, ZSK, ds_of, history, published, removed, replaced, settled, zone

CATALOGUE = {rule["rule"]: rule for rule in map(json.loads, zoneproof("rules", "-f", "jsonl")[1].splitlines())}
UNSEEN = {"published": False, "signs": "nothing", "in-ds": False}
SILENT = {"signs": "nothing"}
raised_rules, spared_rules = set(), set()


def findings(path, at, *args):
    code, out, err = zoneproof("check", "-f", "jsonl", "--at", at, *args, path)
    assert code in (0, 1) and "history-incomplete" not in out, (code, out, err)
    return {x["rule"]: x for x in map(json.loads, out.splitlines()) if x["t"] == "finding"}


def raised(rule, path, at, *args, severity=None):
    found = findings(path, at, *args)
    assert rule in found, (rule, at, sorted(found))
    assert found[rule]["severity"] == (severity or CATALOGUE[rule]["severity"]), found[rule]
    raised_rules.add(rule)
    return found[rule]


def spared(rule, path, at, *args):
    found = findings(path, at, *args)
    assert rule not in found, (rule, at, found[rule])
    spared_rules.add(rule)


def after(*versions, ds=None):
    """The options for a past: these versions, and the DS that the parent has now."""
    return ["--history", history(*versions), *(["--ds", ds] if ds else [])]


def file(name, text):
    folder = tempfile.mkdtemp(dir=WORK.name)
    path = os.path.join(folder, name)
    with open(path, "w") as out:
        out.write(text)
    return path


def policy(text):
    return ["--policy", file("policy.toml", text)]


def double_ksk(name="two-ksks", serial=2026011401, **more):
    return zone(name, serial, [KSK, ZSK, NEW_KSK], **more)


def new_ksk():
    return zone("new-ksk", 2026011501, [{**KSK, **UNSEEN}, ZSK, KSK])


def both_ds():
    return ds_of(zone("both-in-ds", 2026011401, [KSK, ZSK, KSK]))


# Steps that come too early. A DNSKEY RRset or data leave all caches after a TTL of 3600 and five minutes, a DS RRset after 3600
# and an hour.

def a_zsk_may_not_leave_before_its_last_signatures_have():
    past = after((settled(), "20260106000000"), (published(), "20260114000000"), (replaced(), "20260115000000"), ds=ds_of(settled()))
    raised("rollover-retire-early", removed(), "20260115010459", *past)
    spared("rollover-retire-early", removed(), "20260115010500", *past)


def a_ksk_may_not_leave_before_the_ds_that_names_it_has():
    past = after((settled(), "20260106000000"), (double_ksk(), "20260112000000"), (double_ksk(), "20260114000000", ds_of(new_ksk())))
    raised("rollover-ksk-ds-wait", new_ksk(), "20260114015959", *past)
    spared("rollover-ksk-ds-wait", new_ksk(), "20260114020000", *past)


def a_zsk_may_not_sign_before_all_caches_know_it():
    past = after((settled(), "20260106000000"), (published(), "20260114000000"))
    raised("rollover-prepublish-wait", replaced(), "20260114010459", *past)
    spared("rollover-prepublish-wait", replaced(), "20260114010500", *past)


def the_ds_may_not_change_before_all_caches_know_the_new_ksk():
    past = after((settled(), "20260106000000"), (double_ksk(), "20260114000000"), ds=ds_of(new_ksk()))
    raised("rollover-ds-change-early", double_ksk(), "20260114010459", *past)
    spared("rollover-ds-change-early", double_ksk(), "20260114010500", *past)


def the_last_ds_that_was_recorded_has_to_name_a_key():
    raised("rollover-ds-missing-key", new_ksk(), "20260115000000", *after((settled(), "20260106000000")))
    spared("rollover-ds-missing-key", new_ksk(), "20260115000000", *after((settled(), "20260106000000", both_ds())))


def signatures_may_not_go_before_the_ds_has():
    unsigned = zone("unsigned", 2026011501, [], base="leaf-unsigned")
    past = after((settled(), "20260106000000"), (settled(), "20260114000000", file("no.ds", "")))
    raised("rollover-go-insecure-order", unsigned, "20260114015959", *past)
    spared("rollover-go-insecure-order", unsigned, "20260114020000", *past)


# From algorithm 13 to 15.

NEXT_KSK, NEXT_ZSK = {"role": "ksk", "name": "next-ksk", "alg": 15}, {"role": "zsk", "name": "next-zsk", "alg": 15}


def two_algorithms():
    return zone("two-algorithms", 2026011401, [KSK, ZSK, {**NEXT_KSK, "in-ds": False}, NEXT_ZSK])


def two_algorithms_in_ds():
    return zone("two-algorithms-in-ds", 2026011401, [KSK, ZSK, NEXT_KSK, NEXT_ZSK])


def next_algorithm():
    return zone("next-algorithm", 2026011501, [NEXT_KSK, NEXT_ZSK])


def the_ds_of_an_algorithm_may_not_come_before_its_signatures_are_everywhere():
    past = after((settled(), "20260106000000"), (two_algorithms(), "20260114000000"), ds=ds_of(two_algorithms_in_ds()))
    raised("rollover-algorithm-order", two_algorithms(), "20260114010459", *past, severity="warning")
    spared("rollover-algorithm-order", two_algorithms(), "20260114010500", *past)


def an_algorithm_may_not_go_before_the_ds_that_names_it_has():
    past = after((two_algorithms_in_ds(), "20260106000000"), (two_algorithms_in_ds(), "20260114000000", ds_of(next_algorithm())))
    raised("rollover-algorithm-order", next_algorithm(), "20260114015959", *past, severity="warning")
    spared("rollover-algorithm-order", next_algorithm(), "20260114020000", *past)


def keys_and_signatures_of_an_algorithm_come_at_once_unless_the_policy_is_conservative():
    past = after((settled(), "20260106000000"), (two_algorithms(), "20260114000000"))
    conservative, liberal = (policy(f'[method]\nalg = "{method}"\n') for method in ("conservative", "liberal"))
    raised("rollover-algorithm-order", two_algorithms(), "20260114120000", *past, *conservative, severity="warning")
    spared("rollover-algorithm-order", two_algorithms(), "20260114120000", *past, *liberal)


def cds_may_not_ask_before_the_parent_may_follow():
    asking = double_ksk("asking", mutations=[{"op": "key-record", "type": "CDS", "key": "ksk2", "resign": "none"}])
    past = after((settled(), "20260106000000"), (asking, "20260114000000"), ds=ds_of(settled()))
    raised("rollover-cds-early", asking, "20260114010459", *past)
    spared("rollover-cds-early", asking, "20260114010500", *past)


def two_signers_may_not_take_turns():
    past = after((settled(), "20260106000000"), (removed(), "20260114000000"))
    raised("rollover-signer-flap", zone("first-again", 2026011502, [KSK, ZSK]), "20260115000000", *past)
    spared("rollover-signer-flap", zone("second-again", 2026011502, [KSK, {**ZSK, **UNSEEN}, ZSK]), "20260115000000", *past)


# What becomes of keys.

def the_tag_of_a_key_that_is_still_cached_is_taken():
    namesake = {**IDLE, "seed": "zsk2#58679", "same-tag-as": "zsk"}
    other = zone("namesake", 2026011503, [KSK, {**ZSK, **UNSEEN}, ZSK, namesake])
    past = after((replaced(), "20260113000000"), (removed(), "20260115000000"))
    raised("rollover-keytag-reused", other, "20260115010459", *past)
    spared("rollover-keytag-reused", other, "20260115010500", *past)


def a_key_that_had_left_is_back():
    back = zone("back", 2026011501, [KSK, ZSK, IDLE])
    without, still = zone("without", 2026011402, [KSK, ZSK]), zone("still", 2026011402, [KSK, ZSK, IDLE])
    begin = (settled(), "20260106000000"), (published(), "20260114000000")
    raised("rollover-key-reintroduced", back, "20260115000000", *after(*begin, (without, "20260114120000")))
    spared("rollover-key-reintroduced", back, "20260115000000", *after(*begin, (still, "20260114120000")))


def a_key_that_was_revoked_stays_revoked():
    old = {"role": "ksk", "in-ds": False}
    before, revoked, restored, gone = (zone(name, serial, [{**old, **change}, ZSK, KSK]) for name, serial, change in (
        ("not-yet-revoked", 2026011001, {}), ("revoked", 2026011401, {"flags": 385}), ("restored", 2026011501, {}),
        ("revoked-and-gone", 2026011501, UNSEEN)))
    past = after((before, "20260110000000"), (revoked, "20260114000000"))
    raised("rollover-revoke-cleared", restored, "20260115000000", *past)
    spared("rollover-revoke-cleared", gone, "20260115000000", *past)


def root(name, serial, keys, **more):
    return zone("root-" + name, serial, keys, origin=".", base="root-like", expiration="20260414000000", **more)


def the_root_waits_thirty_days_for_its_resolvers():
    one = root("one-ksk", 2026010601, [KSK, ZSK])
    pending = root("pending", 2026010701, [KSK, ZSK, {**NEW_KSK, **SILENT}])
    switched = root("switched", 2026020601, [{**KSK, **SILENT}, ZSK, KSK])
    past = after((one, "20260106000000"), (pending, "20260107000000"))
    # Five minutes, thirty days, two questions and one that gets no answer, each an hour apart.
    raised("rollover-rfc5011-holddown", switched, "20260206030459", *past)
    spared("rollover-rfc5011-holddown", switched, "20260206030500", *past)


def a_key_is_stale_a_second_after_the_lifetime_that_the_policy_gives_it():
    past = [*after((settled(), "20260106000000"), (published(), "20260113000000")), *policy('[times]\nzsk_lifetime = "8d"\n')]
    raised("rollover-stale-key", published(), "20260114000001", *past)
    spared("rollover-stale-key", published(), "20260114000000", *past)


def row_38_a_ksk_may_be_used_for_five_years():
    # The acceptance tests of the design number their rows; its ksk_max_age is ksk_lifetime here.
    first, now = (zone(f"since-{serial // 1000000}", serial, [KSK, ZSK], inception="20201201000000") for serial in (2020120101, 2025110101))
    past = [*after((first, "20201201000000"), (now, "20251101000000")), *policy('[times]\nksk_lifetime = "1826d"\n')]
    found = raised("rollover-stale-key", now, "20251201000001", *past)
    assert found["count"] == 1 and "KSK" in found["message"], found
    spared("rollover-stale-key", now, "20251201000000", *past)


# How far rollovers are, and what else changes.

def a_rollover_of_a_ksk_is_told_and_one_of_a_zsk():
    past = ["--previous", settled(), "--previous-published-at", "20260106000000", "--ds", ds_of(settled())]
    for rule, other, path in (("rollover-ready-ksk", "rollover-ready-zsk", double_ksk()), ("rollover-ready-zsk", "rollover-ready-ksk", published())):
        found = raised(rule, path, "20260114000000", *past)
        assert "WAIT until 2026-01-14T02:05:00Z" in str(found), found
        spared(other, path, "20260114000000", *past)


def a_serial_has_to_advance():
    past = ["--previous", published(), "--previous-published-at", "20260110000000", "--ds", ds_of(settled())]
    same, next_one = (zone(f"serial-{serial}", serial, [KSK, ZSK, IDLE], mutations=[{"op": "add", "rr": ['new TXT "x"']}])
                      for serial in (2026011401, 2026011402))
    raised("zone-soa-serial-not-advanced", same, "20260114000000", *past)
    spared("zone-soa-serial-not-advanced", next_one, "20260114000000", *past)


def in_mid_rollover():
    return after((settled(), "20260106000000"), (published(), "20260114000000"), (replaced(), "20260115000000"), ds=ds_of(settled()))


def replaced_and(name, **more):
    return zone("replaced-" + name, 2026011502, [KSK, {**ZSK, **SILENT}, ZSK], **more)


def a_ttl_stays_as_it_is_during_a_rollover():
    to = {value: [{"op": "set", "owner": "@", "type": "DNSKEY", "field": "ttl", "value": value, "resign": "none"}] for value in (3600, 3601)}
    raised("rollover-ttl-raised", replaced_and("3601", mutations=to[3601]), "20260115003000", *in_mid_rollover())
    spared("rollover-ttl-raised", replaced_and("3600", mutations=to[3600]), "20260115003000", *in_mid_rollover())
    calm = zone("settled-3601", 2026011502, [KSK, ZSK], mutations=to[3601])
    spared("rollover-ttl-raised", calm, "20260115003000", *after((settled(), "20260106000000")))


def two_rollovers_at_once_are_one_too_many():
    past = after((settled(), "20260106000000"), ds=ds_of(settled()))
    both = zone("both-at-once", 2026011401, [KSK, ZSK, NEW_KSK, IDLE])
    raised("rollover-combined", both, "20260114000000", *past)
    spared("rollover-combined", double_ksk(), "20260114000000", *past)


def a_rollover_stalls_after_three_times_its_wait():
    # Three times five minutes, a TTL of 3600 and an hour for safety.
    raised("rollover-stalled", replaced(), "20260115061501", *in_mid_rollover())
    spared("rollover-stalled", replaced(), "20260115061500", *in_mid_rollover())


def denial_stays_as_it_is_during_a_rollover():
    raised("rollover-denial-change", replaced_and("nsec3", denial="nsec3"), "20260115003000", *in_mid_rollover())
    spared("rollover-denial-change", replaced_and("nsec", denial="nsec"), "20260115003000", *in_mid_rollover())


def a_dnskey_answer_can_be_too_long_for_udp():
    for bits, tell in ((2048, raised), (1024, spared)):
        rsa = [zone(f"rsa-{bits}-{serial}", serial, [{**KSK, "bits": bits}, {**ZSK, "bits": bits}], alg=8) for serial in (2026010501, 2026011401)]
        tell("rollover-double-signature-size", rsa[1], "20260114000000", "--previous", rsa[0], "--previous-published-at", "20260106000000",
             "--ds", ds_of(rsa[0]))


def half_of_the_names_may_not_vanish():
    def with_hosts(count, serial):
        return zone(f"{count}-hosts-{serial}", serial, [KSK, ZSK], mutations=[{"op": "add", "rr": ["host$ A 192.0.2.1"], "value": f"1-{count}"}])
    past = after((with_hosts(60, 2026010501), "20260106000000"), ds=ds_of(settled()))
    raised("rollover-delta", with_hosts(1, 2026011401), "20260114000000", *past)
    spared("rollover-delta", with_hosts(40, 2026011401), "20260114000000", *past)


def the_orderly_end_of_a_rollover_or_of_a_chain_is_no_loss():
    """Half of the signatures go with the old key, half of the owners with NSEC3: neither is missed."""
    hosts = {"mutations": [{"op": "add", "rr": ["host$ A 192.0.2.1"], "value": "1-150"}]}
    both = zone("both-sign", 2026010501, [KSK, ZSK, {"role": "zsk"}], mutations=list(hosts["mutations"]))
    one = zone("one-signs", 2026011401, [KSK, ZSK], mutations=list(hosts["mutations"]))
    spared("rollover-delta", one, "20260120000000", *after((both, "20260106000000"), ds=ds_of(both)))
    hashed = zone("hashed", 2026010501, [KSK, ZSK], denial="nsec3", mutations=list(hosts["mutations"]))
    spared("rollover-delta", one, "20260120000000", *after((hashed, "20260106000000"), ds=ds_of(hashed)))


# Rows 10, 15, 20 and 21 of the design's acceptance tests.

def row_10_the_hold_down_begins_anew_when_a_pending_key_was_gone():
    def at_the_root(name, serial, keys):
        return root(name, serial, keys, mutations=[{"op": "set", "owner": "@", "type": "DNSKEY", "field": "ttl", "value": 172800, "resign": "none"}])

    pending = [KSK, ZSK, {**NEW_KSK, **SILENT}]
    switched = [{**KSK, **SILENT}, ZSK, KSK]
    begin = [(at_the_root("day-1", 2026010601, [KSK, ZSK]), "20260106000000"), (at_the_root("day0", 2026010701, pending), "20260107000000")]
    gone = (at_the_root("day30", 2026020601, [KSK, ZSK]), "20260206000000")
    still = (at_the_root("day30-still", 2026020601, pending), "20260206000000")
    back = at_the_root("day35", 2026021101, pending)
    day_50 = at_the_root("day50", 2026022601, switched)
    found = raised("rollover-key-reintroduced", back, "20260211000000", *after(*begin, gone))
    assert "HOLDDOWN_RESTARTED" in found["message"], found
    spared("rollover-key-reintroduced", back, "20260211000000", *after(*begin, still))
    found = raised("rollover-rfc5011-holddown", day_50, "20260226000000", *after(*begin, gone, (back, "20260211000000")))
    # Day 65, two questions a day apart each, one that gets no answer (a tenth of the TTL), and five minutes.
    assert "trust it from 2026-03-15T04:53:00Z on" in found["message"], found
    spared("rollover-rfc5011-holddown", day_50, "20260226000000", *after(*begin, still, (back, "20260211000000")))


def judged(at, path, ds):
    """Rules above info, exit code, and what becomes of answers from the zone."""
    code, out, err = zoneproof("check", "-f", "jsonl", "--at", at, "--ds", file("parent.ds", ds), path)
    rows = [json.loads(line) for line in out.splitlines()]
    assert rows[-1]["t"] == "summary", (out, err)
    return {x["rule"] for x in rows[:-1] if x["severity"] != "info"}, code, rows[-1]["outcome"]


def parent(path, tag=None, algorithm=None, digest=str):
    """The DS of a zone with one KSK, with other fields."""
    with open(ds_of(path)) as lines:
        owner, ttl, in_class, ds, *was = lines.read().split()
    return " ".join([owner, ttl, in_class, ds, tag or was[0], algorithm or was[1], was[2], digest(was[3])]) + "\n"


def other_digest(text):
    return ("1" if text[0] == "0" else "0") + text[1:]


def row_15_a_ds_is_judged_field_by_field_and_its_digest_in_any_case():
    rsa = zone("rsa", 2026011401, [KSK, ZSK], alg=8)
    at = "20260114000000"
    for good in (parent(rsa, digest=str.lower), parent(rsa, digest=str.upper), 2 * parent(rsa)):
        assert judged(at, rsa, good) == (set(), 0, "secure"), good
    for rule, change in (("ds-algorithm-mismatch", {"algorithm": "13"}), ("ds-keytag-wrong", {"tag": "4711"}), ("ds-digest-mismatch", {"digest": other_digest})):
        rules, code, outcome = judged(at, rsa, parent(rsa, **change))
        assert rule in rules and (code, outcome) == (1, "bogus"), (rule, rules, code, outcome)
    assert judged(at, rsa, parent(rsa, digest=lambda text: text[2:])) == ({"ds-digest-length", "ds-no-dnskey-match"}, 1, "bogus")


def row_20_a_ds_of_a_key_under_another_algorithm_is_told_from_one_of_no_key():
    at, of_other_key = "20260114000000", {"algorithm": "8", "digest": other_digest}
    mismatch, no_key = judged(at, settled(), parent(settled(), algorithm="8")), judged(at, settled(), parent(settled(), **of_other_key))
    assert mismatch == ({"ds-algorithm-mismatch", "ds-no-dnskey-match"}, 1, "bogus"), mismatch
    assert no_key == ({"dnskey-ds-alg-absent", "ds-no-dnskey-match"}, 1, "bogus"), no_key
    # RFC 4035 5.2: a DS of an algorithm that a validator does not support leads nowhere.
    for change in ({"algorithm": "253"}, {"algorithm": "253", "digest": other_digest}):
        rules, _, outcome = judged(at, settled(), parent(settled(), **change))
        assert "ds-algorithm-unsupported" in rules and outcome == "insecure", (rules, outcome)


def row_21_a_stale_ds_beside_a_good_one_is_a_warning_and_alone_an_error():
    at, stale = "20260114000000", parent(settled(), tag="4711", digest=other_digest)
    assert judged(at, settled(), parent(settled()) + stale) == ({"ds-dangling"}, 0, "secure")
    assert judged(at, settled(), stale) == ({"ds-no-dnskey-match"}, 1, "bogus")
    # What mends it stands in the message: the line that the parent would have to publish.
    tag, algorithm, kind, digest = parent(settled()).split()[-4:]
    out = zoneproof("check", "--at", at, "--ds", file("parent.ds", stale), settled())[1]
    assert f"DS {tag} {algorithm} {kind} {digest.upper()}" in out, out


def a_past_that_is_to_come_proves_nothing():
    past = after((replaced(), "20260115000000"), ds=ds_of(settled()))
    code, out, _ = zoneproof("check", "-f", "jsonl", "--at", "20260114000000", *past, removed())
    assert code == 4 and json.loads(out.splitlines()[-1])["verdict"] == "not-proven", (code, out)


def every_rule_about_a_past_was_raised_and_spared():
    rules = {rule for rule in CATALOGUE if rule.startswith("rollover-")} | {"zone-soa-serial-not-advanced"}
    assert len(rules) > 1 and not rules - raised_rules and not rules - spared_rules, (rules - raised_rules, rules - spared_rules)


run_tests([a_zsk_may_not_leave_before_its_last_signatures_have, a_ksk_may_not_leave_before_the_ds_that_names_it_has,
           a_zsk_may_not_sign_before_all_caches_know_it, the_ds_may_not_change_before_all_caches_know_the_new_ksk,
           the_last_ds_that_was_recorded_has_to_name_a_key, signatures_may_not_go_before_the_ds_has,
           the_ds_of_an_algorithm_may_not_come_before_its_signatures_are_everywhere,
           an_algorithm_may_not_go_before_the_ds_that_names_it_has,
           keys_and_signatures_of_an_algorithm_come_at_once_unless_the_policy_is_conservative,
           cds_may_not_ask_before_the_parent_may_follow, two_signers_may_not_take_turns, the_tag_of_a_key_that_is_still_cached_is_taken,
           a_key_that_had_left_is_back, a_key_that_was_revoked_stays_revoked, the_root_waits_thirty_days_for_its_resolvers,
           a_key_is_stale_a_second_after_the_lifetime_that_the_policy_gives_it, row_38_a_ksk_may_be_used_for_five_years,
           a_rollover_of_a_ksk_is_told_and_one_of_a_zsk, a_serial_has_to_advance, a_ttl_stays_as_it_is_during_a_rollover,
           two_rollovers_at_once_are_one_too_many, a_rollover_stalls_after_three_times_its_wait, denial_stays_as_it_is_during_a_rollover,
           a_dnskey_answer_can_be_too_long_for_udp, half_of_the_names_may_not_vanish, the_orderly_end_of_a_rollover_or_of_a_chain_is_no_loss,
           row_10_the_hold_down_begins_anew_when_a_pending_key_was_gone, row_15_a_ds_is_judged_field_by_field_and_its_digest_in_any_case,
           row_20_a_ds_of_a_key_under_another_algorithm_is_told_from_one_of_no_key,
           row_21_a_stale_ds_beside_a_good_one_is_a_warning_and_alone_an_error, a_past_that_is_to_come_proves_nothing,
           every_rule_about_a_past_was_raised_and_spared])
