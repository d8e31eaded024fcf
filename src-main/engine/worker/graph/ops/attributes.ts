import type { ConstantValue } from '../constants.ts'
import type { GraphFunction } from '../ir.ts'
import type { DType, TensorType } from '../tensor-type.ts'

type None = Readonly<Record<string, never>>

/** Shared by an operator's forward and backward nodes, so that the two cannot differ. NHWC. */
export interface SlideAttributes {
  readonly strides: readonly [height: number, width: number]
  readonly padding: 'SAME' | 'VALID'
}

export interface PoolAttributes extends SlideAttributes {
  readonly window: readonly [height: number, width: number]
}

/** Always for training: predicting is a product and a sum. */
export interface BatchNormAttributes {
  readonly epsilon: number
}

/** The attributes of every operator that the compiler uses; the keys are TensorFlow's names. */
export interface OpAttributes {
  AddN: None
  AddV2: None
  All: None
  Arg: { readonly name: string; readonly type: TensorType }
  ArgMax: None
  AssignVariableOp: None
  AvgPool: PoolAttributes
  AvgPoolGrad: PoolAttributes
  BatchMatMulV2: { readonly adjointA: boolean; readonly adjointB: boolean }
  BiasAdd: None
  BiasAddGrad: None
  Bitcast: { readonly to: DType }
  BroadcastTo: None
  Cast: { readonly to: DType }
  ConcatV2: None
  Const: { readonly value: ConstantValue }
  Conv2D: SlideAttributes
  Conv2DBackpropFilter: SlideAttributes
  Conv2DBackpropInput: SlideAttributes
  Cos: None
  DecodeRaw: { readonly to: DType }
  DynamicStitch: None
  Equal: None
  Fill: None
  Floor: None
  FusedBatchNormGradV3: BatchNormAttributes
  FusedBatchNormV3: BatchNormAttributes
  GatherV2: None
  GreaterEqual: None
  Identity: None
  IdentityN: None
  ImageProjectiveTransformV2: { readonly interpolation: 'NEAREST' | 'BILINEAR' }
  InTopKV2: None
  IsFinite: None
  L2Loss: None
  Less: None
  MatMul: { readonly transposeA: boolean; readonly transposeB: boolean }
  MaxPool: PoolAttributes
  MaxPoolGrad: PoolAttributes
  Maximum: None
  Minimum: None
  Mul: None
  Pad: None
  Placeholder: TensorType
  Pow: None
  Range: { readonly length: 'b' | 'k' }
  ReadFile: None
  RealDiv: None
  ReadVariableOp: None
  Relu: None
  ReluGrad: None
  Reshape: None
  ResourceApplyAdam: None
  ResourceApplyGradientDescent: None
  ResourceApplyKerasMomentum: { readonly nesterov: boolean }
  ResourceGather: None
  Rsqrt: None
  RsqrtGrad: None
  Shape: None
  Sigmoid: None
  SigmoidGrad: None
  Sin: None
  Slice: None
  Snapshot: None
  Softmax: None
  SparseSoftmaxCrossEntropyWithLogits: None
  Split: { readonly parts: number }
  SplitV: { readonly parts: number }
  Sqrt: None
  Square: None
  StatelessRandomNormal: None
  StatelessRandomUniform: None
  StatelessRandomUniformFullInt: None
  StridedSlice: { readonly shrink: boolean; readonly toEnd: boolean }
  Sub: None
  Sum: { readonly keepDims: boolean }
  Tanh: None
  TanhGrad: None
  TensorScatterUpdate: None
  Transpose: None
  VarHandleOp: { readonly name: string; readonly holds: TensorType }
  While: { readonly condition: GraphFunction; readonly body: GraphFunction }
}

export type OpName = keyof OpAttributes
