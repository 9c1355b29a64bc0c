package sh.fanout.workflows.catalog;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import sh.fanout.workflows.temporal.FanoutJson;

/**
 * A catalog's state as the start argument of its run: compressed, since Temporal takes 2 MB.
 *
 * @param version of the state, readable as it is
 * @param state base64 of gzip of its JSON; empty for the state of a new bus
 */
public record CatalogImage(long version, String state) {

    public static final CatalogImage EMPTY = new CatalogImage(0, "");

    private static final int MAX_LENGTH = 1_900_000;

    /**
     * Compresses a state.
     *
     * @throws sh.fanout.FanoutException ({@code FANOUT-009}) if it is too large
     */
    static CatalogImage of(CatalogState state) {
        var bytes = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(bytes)) {
            gzip.write(FanoutJson.MAPPER.writeValueAsBytes(state));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var text = Base64.getEncoder().encodeToString(bytes.toByteArray());
        if (text.length() > MAX_LENGTH) {
            throw Conflicts.tooLarge(text.length(), MAX_LENGTH);
        }
        return new CatalogImage(state.version(), text);
    }

    CatalogState open() {
        if (state.isEmpty()) {
            return CatalogState.EMPTY;
        }
        try (var gzip =
                new GZIPInputStream(new ByteArrayInputStream(Base64.getDecoder().decode(state)))) {
            return FanoutJson.CARRIER.readValue(gzip.readAllBytes(), CatalogState.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
