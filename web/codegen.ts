import type { CodegenConfig } from '@graphql-codegen/cli'
import type { DocumentNode } from 'graphql'

// Types of the documents in `src/**/*.graphql`, from the contract; in place of their texts stand their hashes, and the texts by their hashes in
// `src/gql/persisted-documents.json`. What is written is not committed.
const config: CodegenConfig = {
  schema: '../schema.graphql',
  // The order of the contract is kept: lists of its words are made of it.
  config: { sort: false },
  documents: ['src/**/*.graphql'],
  generates: {
    'src/gql/': {
      preset: 'client',
      presetConfig: {
        fragmentMasking: false,
        persistedDocuments: {
          mode: 'replaceDocumentWithHash',
          hashAlgorithm: 'sha256',
        },
        onExecutableDocumentNode: ({ definitions }: DocumentNode) => ({
          name: definitions.flatMap((definition) => (definition.kind === 'OperationDefinition' ? (definition.name?.value ?? []) : []))[0],
        }),
      },
      config: {
        useTypeImports: true,
        enumType: 'const',
        immutableTypes: true,
        strictScalars: true,
        scalars: { ID: 'string', Date: 'string', DateTime: 'string', Decimal: 'string', JSON: 'unknown', Language: 'string', PartialDate: 'string', Seq: 'string' },
      },
    },
  },
}

export default config
