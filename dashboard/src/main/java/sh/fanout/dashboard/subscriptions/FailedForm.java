package sh.fanout.dashboard.subscriptions;

import sh.fanout.dashboard.page.Refusal;
import sh.fanout.dashboard.page.Typed;

/**
 * The form of a row that could not be done.
 *
 * @param subscription whose row
 */
public record FailedForm(String subscription, Typed typed, Refusal refusal) {}
