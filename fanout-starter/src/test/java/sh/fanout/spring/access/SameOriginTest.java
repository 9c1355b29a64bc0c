package sh.fanout.spring.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mock.web.MockHttpServletRequest;
import sh.fanout.FanoutException;

class SameOriginTest {

    @ParameterizedTest
    @CsvSource(textBlock = """
            ,            ,                           ,    true
            same-origin, ,                           ,    true
            none,        ,                           ,    true
            cross-site,  ,                           ,    false
            same-site,   ,                           ,    false
            cross-site,  ,                           1,   true
            same-origin, https://ops.example.com,    ,    true
            ,            http://shop.example.com,    ,    true
            ,            http://shop.example.co,     ,    false
            ,            https://shop.example.com,   ,    false
            ,            http://shop.example.com:81, ,    false
            ,            null,                       ,    false
            ,            null,                       1,   true
            """)
    void refusesWhatAPageOfAnotherSiteSends(
            @Nullable String site, @Nullable String origin, @Nullable String meant, boolean allowed) {
        var request = new MockHttpServletRequest("POST", "/fanout/api/v1/events/e/cancel");
        request.setServerName("shop.example.com");
        header(request, "Sec-Fetch-Site", site);
        header(request, "Origin", origin);
        header(request, "X-Fanout-Request", meant);

        var refusal = catchThrowable(() -> SameOrigin.require(request));

        assertThat(refusal == null).isEqualTo(allowed);
        if (!allowed) {
            assertThat(refusal).isInstanceOf(FanoutException.class).hasMessageContaining("X-Fanout-Request");
        }
    }

    private static void header(MockHttpServletRequest request, String name, @Nullable String value) {
        if (value != null) {
            request.addHeader(name, value);
        }
    }
}
