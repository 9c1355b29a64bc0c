package sh.fanout.spring.rest;

import sh.fanout.ErrorCode;
import sh.fanout.FanoutException;

/** A request that cannot be read as what its endpoint takes. */
class InvalidRequestException extends FanoutException {

    InvalidRequestException(String problem, String hint) {
        super(ErrorCode.INVALID_REQUEST, problem, hint);
    }

    InvalidRequestException(String problem, String hint, Exception cause) {
        super(ErrorCode.INVALID_REQUEST, problem, hint, cause);
    }
}
