import type { CodegenConfig } from '@graphql-codegen/cli'

// Types and texts of the documents in `src/**/*.graphql`, from the contract. What is written is not committed.
const config: CodegenConfig = {
  schema: '../schema.graphql',
  documents: ['src/**/*.graphql'],
  generates: {
    'src/gql/': {
      preset: 'client',
      presetConfig: { fragmentMasking: false },
      config: {
        documentMode: 'string',
        useTypeImports: true,
        enumsAsTypes: true,
        immutableTypes: true,
        strictScalars: true,
        scalars: { ID: 'string', Date: 'string', DateTime: 'string', Decimal: 'string', JSON: 'unknown', Language: 'string', PartialDate: 'string', Seq: 'string' },
      },
    },
  },
}

export default config
