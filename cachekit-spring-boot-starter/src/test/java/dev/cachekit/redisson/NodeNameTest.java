package dev.cachekit.redisson;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NodeNameTest {

    @Test
    void namesHostAndProcessWithoutBlanks() {
        assertThat(NodeName.ofThisProcess())
                .matches("[A-Za-z0-9._-]{1,64}:" + ProcessHandle.current().pid() + ":[0-9a-f]{1,4}");
    }
}
