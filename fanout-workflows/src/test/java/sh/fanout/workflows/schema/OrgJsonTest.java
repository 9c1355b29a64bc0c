package sh.fanout.workflows.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import org.json.JSONObject;
import org.junit.jupiter.api.Test;
import sh.fanout.ErrorCode;
import sh.fanout.FanoutException;

class OrgJsonTest {

    @Test
    void isTheLibraryThatTheValidatorNeeds() {
        assertThatNoException().isThrownBy(() -> OrgJson.require(JSONObject.class));
    }

    @Test
    void namesTheJarThatHidesIt() {
        assertThatExceptionOfType(FanoutException.class)
                .isThrownBy(() -> OrgJson.require(Older.class))
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.UNUSABLE_LIBRARY))
                .satisfies(e -> assertThat(e.problem()).contains("Older", "test-classes"))
                .satisfies(e -> assertThat(e.hint()).contains("android-json"));
    }

    /** As the one of Android, it has no {@code keySet}. */
    public static final class Older {}
}
