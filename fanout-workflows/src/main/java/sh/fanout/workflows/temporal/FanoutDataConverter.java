package sh.fanout.workflows.temporal;

import io.temporal.common.converter.CodecDataConverter;
import io.temporal.common.converter.DataConverter;
import io.temporal.common.converter.DefaultDataConverter;
import io.temporal.common.converter.Jackson3JsonPayloadConverter;
import io.temporal.payload.codec.PayloadCodec;
import java.util.List;

/**
 * How Fanout's values are written into Temporal: JSON that tolerates unknown fields, so that two versions of Fanout can
 * share a bus, behind the application's own codecs.
 */
public final class FanoutDataConverter {

    private FanoutDataConverter() {}

    public static DataConverter create(List<PayloadCodec> codecs) {
        var json = DefaultDataConverter.newDefaultInstance()
                .withPayloadConverterOverrides(new Jackson3JsonPayloadConverter(FanoutJson.CARRIER));
        return codecs.isEmpty() ? json : new CodecDataConverter(json, codecs, true);
    }
}
