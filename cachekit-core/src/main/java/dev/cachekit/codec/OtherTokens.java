package dev.cachekit.codec;

import tools.jackson.core.TokenStreamFactory;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.cfg.MapperBuilder;
import tools.jackson.databind.cfg.MapperBuilderState;
import tools.jackson.databind.json.JsonMapper;

/**
 * Makes a mapper again with other tokens: modules, mix-ins, names and features are those of the first, so both see one
 * structure in one type. Only what is about the tokens of JSON is left behind.
 */
final class OtherTokens extends MapperBuilder<ObjectMapper, OtherTokens> {

    private final MapperBuilderState settings;

    private OtherTokens(MapperBuilderState settings, TokenStreamFactory tokens) {
        super(settings);
        this.settings = settings;
        _streamFactory = tokens;
        _formatReadFeatures = tokens.getFormatReadFeatures();
        _formatWriteFeatures = tokens.getFormatWriteFeatures();
    }

    static ObjectMapper of(JsonMapper mapper, TokenStreamFactory tokens) {
        return new OtherTokens(mapper.rebuild().saveStateApplyModules(), tokens).build();
    }

    @Override
    public ObjectMapper build() {
        return new Mapper(this);
    }

    /** What the mapper remembers of how it was built. Nobody builds upon it. */
    @Override
    protected MapperBuilderState _saveState() {
        return settings;
    }

    private static final class Mapper extends ObjectMapper {

        private static final long serialVersionUID = 1L;

        private Mapper(OtherTokens builder) {
            super(builder);
        }
    }
}
