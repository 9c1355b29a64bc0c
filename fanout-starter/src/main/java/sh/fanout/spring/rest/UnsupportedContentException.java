package sh.fanout.spring.rest;

/** A body in a form that nobody reads here. */
final class UnsupportedContentException extends InvalidRequestException {

    UnsupportedContentException(String problem, String hint) {
        super(problem, hint);
    }
}
