package sh.fanout.spring.rest;

import sh.fanout.ErrorCode;
import sh.fanout.FanoutException;

/** A body in a form that nobody reads here. */
final class UnsupportedContentException extends FanoutException {

    UnsupportedContentException(String problem, String hint) {
        super(ErrorCode.INVALID_REQUEST, problem, hint);
    }
}
