package sh.fanout.examples.verify;

import sh.fanout.Event;

/** An event that is known by its number even where its publisher died before it learned the event's id. */
@Event("verify.numbered")
record Numbered(int number) {}
