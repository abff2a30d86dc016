"""`make bench`: every measurement, one after another."""

from benchmarks import signed_turn

if __name__ == "__main__":
    signed_turn.main()
