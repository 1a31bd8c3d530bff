"""Named leases, on both databases."""

from datetime import timedelta

from storage import leases


def test_one_owner_at_a_time_and_renewing_keeps_the_epoch(db, now):
    first = leases.take(db, "leader", "a", 6, now)
    assert (first.owner, first.epoch, first.expires_at) == ("a", 1, now + timedelta(seconds=6))
    assert leases.take(db, "leader", "b", 6, now) is None
    renewed = leases.take(db, "leader", "a", 6, now + timedelta(seconds=5))
    assert (renewed.epoch, renewed.expires_at) == (1, now + timedelta(seconds=11))
    assert leases.take(db, "other", "b", 6, now).epoch == 1


def test_a_lease_that_ran_out_goes_to_the_next_with_a_higher_epoch(db, now):
    leases.take(db, "leader", "a", 6, now)
    taken = leases.take(db, "leader", "b", 6, now + timedelta(seconds=6))
    assert (taken.owner, taken.epoch) == ("b", 2)
    assert leases.take(db, "leader", "a", 6, now + timedelta(seconds=7)) is None
    assert leases.holder(db, "leader") == taken
    assert leases.holder(db, "nobody's") is None


def test_a_released_lease_is_free_at_once_and_a_late_owner_releases_nothing(db, now):
    old = leases.take(db, "leader", "a", 6, now)
    leases.release(db, old)
    new = leases.take(db, "leader", "b", 6, now)
    leases.release(db, old)
    assert leases.holder(db, "leader") == new


def test_leases_go_by_the_clock_of_the_database(db):
    before = db.now()
    lease = leases.take(db, "leader", "a", 60)
    assert before <= lease.expires_at - timedelta(seconds=60) <= db.now()
