package sh.fanout.dashboard.overview;

import sh.fanout.dashboard.page.State;

/**
 * Something that somebody should look at.
 *
 * @param state how bad it is
 * @param title what it is, in a few words
 * @param subject what it is about: an id
 * @param text the rest of the sentence
 * @param path where to look, below the root of the dashboard
 * @param link what is there
 */
public record Concern(State state, String title, String subject, String text, String path, String link) {}
