package sh.fanout;

import java.io.Serializable;

/**
 * One place where a payload differs from its schema.
 *
 * @param pointer JSON pointer into the payload (RFC 6901); empty for the payload as a whole
 * @param message what was expected there
 */
public record Violation(String pointer, String message) implements Serializable {}
